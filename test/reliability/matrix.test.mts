import '../support/process/pauses.mts';
import { readFileSync, writeFileSync } from 'node:fs';
import { resources } from '../../nodes/ServiceNowPlatform/actions/resources.ts';
import { FAULTS } from './matrix/faults.mts';
import { CELLS, PAGE, printed, readCells, rowOf } from './matrix/print.mts';
import { Laboratory, type Verdict } from './matrix/trial.mts';

/** A part of the operations: `MATRIX=^catalog`. With `UPDATE_MATRIX=1` what is seen is printed into the page. */
const { MATRIX = '', UPDATE_MATRIX } = process.env;
const FORMS = [1, 2];

const writes = Object.entries(resources).flatMap(([resource, { operations }]) =>
	Object.entries(operations)
		.filter(([, { readOnly }]) => readOnly !== true)
		.map(([operation]) => ({ resource, operation, place: `${resource}.${operation}` })),
);
const chosen = writes.filter(({ place }) => new RegExp(MATRIX).test(place));

/** Nobody can know that a refusal is untrue. */
const isWrong = (fault: string, verdict: Verdict) =>
	(fault === '403 after' ? ['D', 'lost'] : ['1', 'p', 'D', 'lost']).includes(verdict);

const cells = readCells();
let laboratory: Laboratory;
beforeAll(async () => (laboratory = await Laboratory.open()));
afterAll(async () => {
	await laboratory.close();
	if (UPDATE_MATRIX === undefined) return;
	const known = Object.fromEntries(writes.flatMap(({ place }) => (cells[place] ? [[place, cells[place]]] : [])));
	writeFileSync(CELLS, `${JSON.stringify(known, undefined, '\t')}\n`);
	writeFileSync(PAGE, printed(readFileSync(PAGE, 'utf8'), known));
});

describe.each(FORMS)('With %d items', (items) => {
	it.each(chosen)('$place is never done twice, nor without a word', async (operation) => {
		const expected = await laboratory.reference(operation, items);
		const row: Record<string, Verdict> = {};
		for (const [name, action] of Object.entries(expected === undefined ? {} : FAULTS)) {
			row[name] = await laboratory.trial(operation, items, action, expected as NonNullable<typeof expected>);
		}
		const before = cells[operation.place] ?? ['', ''];
		const seen = expected === undefined ? '' : rowOf(row);
		cells[operation.place] = items === 1 ? [seen, before[1]] : [before[0], seen];
		expect(Object.entries(row).filter(([fault, verdict]) => isWrong(fault, verdict))).toEqual([]);
	});
});
