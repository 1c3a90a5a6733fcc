import { useState } from 'react';
import type { FileHandle } from '../../../main/contract/capabilities.ts';
import { failureOf } from '../../host/call-error.ts';
import { useHost } from '../../host/context.tsx';

/**
 * The receiver's form that was chosen, and choosing another one; `chosen` hears of each, `failed` of what stood in the way.
 * `receiving` while one is on its way: what is filled in meanwhile would stand under its name.
 */
export function useFormFile(chosen: () => void, failed: (why: string) => void) {
  const host = useHost();
  const [form, setForm] = useState<FileHandle | null>(null);
  const [receiving, setReceiving] = useState(false);
  const choose = async (): Promise<void> => {
    setReceiving(true);
    try {
      const [file] = await host.pickFiles({ multiple: false, accept: ['.xlsx', '.xlsm'], purpose: 'import' });
      if (!file) return;
      setForm(file);
      chosen();
    } catch (error) {
      failed(failureOf(error).message);
    } finally {
      setReceiving(false);
    }
  };
  return { form, receiving, choose };
}
