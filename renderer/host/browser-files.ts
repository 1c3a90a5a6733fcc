import type { PickRequest } from './host.ts';

/** Opens the browser's own file picker; empty when the reader cancels. */
export const askForFiles = (request: PickRequest): Promise<readonly File[]> =>
  ask((input) => {
    input.multiple = request.multiple;
    input.accept = request.accept.join(',');
  });

/** The same for a whole folder, whose files then have their ways from it. */
export const askForFolder = (): Promise<readonly File[]> =>
  ask((input) => {
    input.webkitdirectory = true;
  });

function ask(set: (input: HTMLInputElement) => void): Promise<readonly File[]> {
  return new Promise((resolve) => {
    const input = document.createElement('input');
    input.type = 'file';
    set(input);
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
