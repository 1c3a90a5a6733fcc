/** What a tool, a template or a person left to be filled in, as in "REPLACE_ME" of compliance-trestle, `<insert>` and "[Customer to complete]". */
const LEFT_OPEN: readonly RegExp[] = [
  /^(?:<!--(?:(?!-->)[\s\S])*(?:-->\s*|$))+$/,
  /^(?:<[^<>]*>|\[[^[\]]*\]|\{\{[^{}]*\}\})\.?$/,
  /^[<[{(]*(?:replace[_ -]?me|tb[acd]|to ?do|fixme|x{3,}|n\/?k|placeholder|lorem ipsum|coming soon)(?![\p{L}-])/iu,
  /^(?:please )?(?:add|enter|insert|type|write|fill in) (?:\S+ ){0,5}(?:here|below)\.?$/i,
];
/** Whether a text stands where somebody has to write one. */
export const isPlaceholder = (text: string): boolean =>
  LEFT_OPEN.some((pattern) => pattern.test(text.trim()));
