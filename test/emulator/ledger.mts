/**
 * What the emulator does, route by route and parameter by parameter, and which test of `test/contract/` shows it. Data
 * only; `coverage.test.mts` holds it against the registered routes and the tests.
 */
import { aggregateLedger } from './ledger/tables/aggregate.mts';
import { attachmentLedger } from './ledger/tables/attachment.mts';
import { auditLedger } from './ledger/platform/audit.mts';
import { batchLedger } from './ledger/tables/batch.mts';
import { businessRulesLedger } from './ledger/platform/businessRules.mts';
import { catalogLedger } from './ledger/catalog.mts';
import { catalogOrderLedger } from './ledger/catalogOrder.mts';
import { changeLedger } from './ledger/change.mts';
import { changeProcessLedger } from './ledger/changeProcess.mts';
import { cmdbLedger } from './ledger/cmdb.mts';
import { controlLedger } from './ledger/platform/control.mts';
import { emailLedger } from './ledger/email.mts';
import { importSetLedger } from './ledger/importSet.mts';
import { knowledgeLedger } from './ledger/knowledge.mts';
import type { Implemented, Ledger } from './ledger/line.mts';
import { nodesLedger } from './ledger/platform/nodes.mts';
import { platformLedger } from './ledger/platform/platform.mts';
import { signInLedger } from './ledger/platform/signIn.mts';
import { tableLedger } from './ledger/tables/table.mts';
import { tinyUrlLedger } from './ledger/tinyUrl.mts';

export interface Coverage {
	route: string;
	what: string;
	implemented: Implemented;
	note: string;
	file: string;
	test: string;
}

const ledgers: Ledger[] = [
	platformLedger,
	nodesLedger,
	auditLedger,
	businessRulesLedger,
	signInLedger,
	tableLedger,
	aggregateLedger,
	attachmentLedger,
	batchLedger,
	catalogLedger,
	catalogOrderLedger,
	importSetLedger,
	emailLedger,
	changeLedger,
	changeProcessLedger,
	cmdbLedger,
	knowledgeLedger,
	tinyUrlLedger,
	controlLedger,
];

export const coverage: Coverage[] = ledgers.flatMap(Object.entries<Ledger[string]>).flatMap(([route, lines]) =>
	lines.map(([what, implemented, file = '', test = '', note = '']) => ({
		route,
		what,
		implemented,
		note,
		file: file === '' ? '' : `${file}.test.mts`,
		test,
	})),
);
