const dialogs = new Set<HTMLDialogElement>();

/** Enters a dialog while it is drawn; returns how it leaves. */
export function enterDialog(dialog: HTMLDialogElement): () => void {
  dialogs.add(dialog);
  return () => {
    dialogs.delete(dialog);
  };
}

/** Whether a dialog is open. Every key asks, so it is no search through the page. */
export function isDialogOpen(): boolean {
  for (const dialog of dialogs) if (dialog.open) return true;
  return false;
}
