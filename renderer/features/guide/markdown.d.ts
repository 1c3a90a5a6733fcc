/** What electron.vite.config.ts makes of a page of the guide. */
declare module '*.md' {
  export const title: string;
  export const html: string;
}
