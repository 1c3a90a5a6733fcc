import type { NativeTheme } from 'electron';
import type { Settings } from '../../contract/app.ts';
import type { Core } from '../../services/core.ts';

/** What stands in a window before its page does: the page's own ground, `--page` of its tokens. */
export const backgroundOf = (theme: Pick<NativeTheme, 'shouldUseDarkColors'>): string =>
  theme.shouldUseDarkColors ? '#131518' : '#f5f6f7';

/** Dialogs, menus and empty windows are as dark as the reader wants the page, whatever the system's own setting says. */
export async function followTheme(core: Core, nativeTheme: NativeTheme): Promise<void> {
  const follow = async () => {
    const reply = await core.dispatch({ name: 'app.settings', input: {} }, 'shell');
    if (reply.ok) nativeTheme.themeSource = (reply.value as Settings).theme;
  };
  core.subscribe((event) => {
    if (event.type === 'settings') void follow();
  });
  await follow();
}
