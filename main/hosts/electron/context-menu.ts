import type { ContextMenuParams, MenuItemConstructorOptions } from 'electron';
import { linkAddress } from '../../domain/words/link-address.ts';

type Facts = Pick<ContextMenuParams, 'isEditable' | 'selectionText' | 'linkURL'> & {
  readonly editFlags: Pick<
    ContextMenuParams['editFlags'],
    'canUndo' | 'canRedo' | 'canCut' | 'canCopy' | 'canPaste' | 'canSelectAll'
  >;
};

/** The menu of the right mouse button, which Electron does not bring; empty where there is nothing to offer. */
export function contextMenuTemplate(
  { isEditable, selectionText, linkURL, editFlags }: Facts,
  copyText: (text: string) => void,
): MenuItemConstructorOptions[] {
  const link = linkAddress(linkURL);
  const items: MenuItemConstructorOptions[] =
    link === null ? [] : [{ label: 'Copy Link Address', click: () => copyText(link) }];
  const separator: readonly MenuItemConstructorOptions[] = items.length === 0 ? [] : [{ type: 'separator' }];
  if (isEditable)
    items.push(
      ...separator,
      { role: 'undo', enabled: editFlags.canUndo },
      { role: 'redo', enabled: editFlags.canRedo },
      { type: 'separator' },
      { role: 'cut', enabled: editFlags.canCut },
      { role: 'copy', enabled: editFlags.canCopy },
      { role: 'paste', enabled: editFlags.canPaste },
      { type: 'separator' },
      { role: 'selectAll', enabled: editFlags.canSelectAll },
    );
  else if (selectionText.trim() !== '')
    items.push(...separator, { role: 'copy', enabled: editFlags.canCopy });
  return items;
}
