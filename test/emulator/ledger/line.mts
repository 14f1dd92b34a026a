/** `no`: the platform has it and the emulator has not. `partly` and `no` say in their note what is missing, and why. */
export type Implemented = 'yes' | 'partly' | 'no';

/** The test file comes without its ending, the test with its name as it stands there. */
export type Line = readonly [what: string, implemented: Implemented, file?: string, test?: string, note?: string];

/** By the name of the route; `*` is what holds for all of them. */
export type Ledger = Readonly<Record<string, readonly Line[]>>;
