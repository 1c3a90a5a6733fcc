/** Files of a folder that are read at once. */
export const MOST_IN_FOLDER = 500;

const ENDINGS = /\.(json|jsonl|ndjson|ya?ml|template|tfstate|csv|txt|parquet|gz|xlsx|xlsm|zip)$/i;
/** Folders of tools, with thousands of files that are nobody's inventory; the data of AWS's SDK for Python name every service. */
const ASIDE =
  /(^|[\\/])(node_modules|site-packages|dist-packages|(botocore|boto3)[\\/]data|\.git|\.terraform|__MACOSX|asset\.[^\\/]*)[\\/]/;
const isZip = (path: string): boolean => /\.zip$/i.test(path);
/** Code that was packed to be deployed. */
const PACKED_CODE = /(^|[\\/])(asset\.|(\.serverless|\.aws-sam|cdk\.out)[\\/])/;
/** Folders in which such code lies as well as anything else that was made. */
const BUILT = /(^|[\\/])(dist|build|target)[\\/]/;

const isAside = (path: string): boolean => ASIDE.test(path) || (isZip(path) && PACKED_CODE.test(path));

/** Whether a file in an archive or a folder of many is worth looking into for services, by its way from there. */
export const isWorthReading = (path: string): boolean =>
  ENDINGS.test(path) && !isAside(path) && !isBuiltZip(path);

/** Whether it is a ZIP file that is code most of the time: it is not looked into, and named. */
export const isBuiltZip = (path: string): boolean => isZip(path) && BUILT.test(path) && !isAside(path);
