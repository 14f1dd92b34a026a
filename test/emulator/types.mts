/**
 * The words that the parts of the emulator share. Nothing here does anything.
 *
 *   main.mts → emulator.mts → http/, faults/ → routes/ → data/, auth/ → types.mts, fault.mts, errors.mts
 *   data/ → sandbox/, outbound/ → threads/
 *   seed/ is data: it imports types.mts only.
 *
 * Every file is run by Node itself (type stripping) and by jest (compiled to CommonJS): erasable syntax only, relative
 * imports with their `.mts` ending, and `import.meta` or top-level `await` in `main.mts` alone. What runs in a thread
 * (`thread.mts` and what it imports) is run by Node itself only.
 */
export type * from './types/http.mts';
export type * from './types/options.mts';
export type * from './types/schema.mts';
export type * from './types/store.mts';
export type { AclSeed, CascadeRule, ColumnSeed, Seed, TableSeed } from './seedTypes.mts';
