/** Does something when the frame that is being made is on screen: what nobody waits for to see it does not stand in its way. */
export function afterPaint(act: () => void): void {
  // A page that is not looked at makes no frames.
  if (document.hidden) setTimeout(act);
  else requestAnimationFrame(() => setTimeout(act));
}
