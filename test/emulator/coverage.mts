/**
 * What the emulator does, route by route and parameter by parameter, and which test of `test/contract/` shows it. Data
 * only; `coverage.test.mts` holds it against the registered routes and the tests.
 */
import { attachmentLedger } from './coverage/attachment.mts';
import { catalogLedger } from './coverage/catalog.mts';
import { changeLedger } from './coverage/change.mts';
import { cmdbLedger } from './coverage/cmdb.mts';
import { emailLedger } from './coverage/email.mts';
import { importSetLedger } from './coverage/importSet.mts';
import { knowledgeLedger } from './coverage/knowledge.mts';
import type { Implemented, Ledger } from './coverage/ledger.mts';
import { platformLedger } from './coverage/platform.mts';
import { signInLedger } from './coverage/signIn.mts';
import { tableLedger } from './coverage/table.mts';

export interface Coverage {
	route: string;
	what: string;
	implemented: Implemented;
	note: string;
	file: string;
	test: string;
}

const ledger: Ledger = {
	...platformLedger,
	...signInLedger,
	...tableLedger,
	...attachmentLedger,
	...catalogLedger,
	...importSetLedger,
	...emailLedger,
	...changeLedger,
	...cmdbLedger,
	...knowledgeLedger,
};

export const coverage: Coverage[] = Object.entries(ledger).flatMap(([route, lines]) =>
	lines.map(([what, implemented, file = '', test = '', note = '']) => ({
		route,
		what,
		implemented,
		note,
		file: file === '' ? '' : `${file}.test.mts`,
		test,
	})),
);
