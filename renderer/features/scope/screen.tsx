export function ScopeScreen() {
  return null;
}
