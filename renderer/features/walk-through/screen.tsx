export function WalkThroughScreen() {
  return null;
}
