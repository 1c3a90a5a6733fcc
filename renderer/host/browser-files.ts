import type { PickRequest } from './host.ts';

/** Opens the browser's own file picker; empty when the reader cancels. */
export function askForFiles(request: PickRequest): Promise<readonly File[]> {
  return new Promise((resolve) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.multiple = request.multiple;
    input.accept = request.accept.join(',');
    input.addEventListener('change', () => resolve([...(input.files ?? [])]));
    input.addEventListener('cancel', () => resolve([]));
    input.hidden = true;
    // Tests, and some browsers, find the chooser only when the field is in the page.
    document.body.append(input);
    input.click();
    input.addEventListener('change', () => input.remove());
    input.addEventListener('cancel', () => input.remove());
  });
}

/** Lets the browser save what lies at an address of our own. */
export function download(url: string, name: string): void {
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
}
