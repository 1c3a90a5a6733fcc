import { TextField } from '../../../components/field/field.tsx';

/** A decision record names the package overview that it belongs to, which the workbook does not know. */
export const PackageOverview = (field: {
  readonly value: string;
  readonly disabled: boolean;
  readonly onValue: (text: string) => void;
}) => <TextField label="Address of the Certification Package Overview" placeholder="https://" {...field} />;
