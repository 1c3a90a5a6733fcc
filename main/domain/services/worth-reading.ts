const ENDINGS = /\.(json|jsonl|ndjson|ya?ml|template|tfstate|csv|txt|gz|xlsx|xlsm|zip)$/i;
/** Folders of tools, with thousands of files that are nobody's inventory; the data of AWS's SDK for Python name every service. */
const ASIDE =
  /(^|[\\/])(node_modules|site-packages|dist-packages|botocore|boto3|\.git|\.terraform|__MACOSX|asset\.[^\\/]*)[\\/]/;
/** Code that was packed to be deployed. */
const isPackedCode = (path: string): boolean => /\.zip$/i.test(path) && BUILT.test(path);
const BUILT = /(^|[\\/])(asset\.|(\.serverless|\.aws-sam|cdk\.out|dist|build|target)[\\/])/;

/** Whether a file in an archive or a folder of many is worth looking into for services, by its way from there. */
export const isWorthReading = (path: string): boolean =>
  ENDINGS.test(path) && !ASIDE.test(path) && !isPackedCode(path);
