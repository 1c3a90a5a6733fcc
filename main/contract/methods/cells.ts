import { z } from 'zod';
import { CELL_FIELDS } from '../cells.ts';
import { slugSchema } from './ids.ts';

export const cellFieldSchema = z.union([z.enum(CELL_FIELDS), z.templateLiteral(['text/', slugSchema])]);
