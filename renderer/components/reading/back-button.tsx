import { useNavigate, useRouter } from '@tanstack/react-router';
import { Button } from '../button/button.tsx';

/** Back to where one came from, or to the start screen: for screens outside any workbook. */
export function BackButton() {
  const router = useRouter();
  const navigate = useNavigate();
  return (
    <Button
      kind="quiet"
      icon="back"
      onClick={() =>
        router.history.canGoBack() ? router.history.back() : void navigate({ to: '/', search: {} })
      }
    >
      Back
    </Button>
  );
}
