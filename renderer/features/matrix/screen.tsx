export function MatrixScreen() {
  return null;
}
