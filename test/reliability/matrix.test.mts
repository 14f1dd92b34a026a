import '../support/process/pauses.mts';
import { writeFileSync } from 'node:fs';
import { resources } from '../../nodes/ServiceNowPlatform/actions/resources.ts';
import { FAULTS } from './matrix/faults.mts';
import { Laboratory, type Verdict } from './matrix/trial.mts';

const ONLY = process.env.MATRIX ?? '';
const FORMS = [1, 2];

const writes = Object.entries(resources).flatMap(([resource, { operations }]) =>
	Object.entries(operations)
		.filter(([, operation]) => operation.readOnly !== true)
		.map(([operation]) => ({ resource, operation })),
);

const cells: Record<string, Record<string, Verdict>> = {};
let laboratory: Laboratory;
beforeAll(async () => (laboratory = await Laboratory.open()));
afterAll(async () => {
	await laboratory.close();
	if (process.env.MATRIX_FILE) writeFileSync(process.env.MATRIX_FILE, JSON.stringify(cells, undefined, '\t'));
});

const places = writes.filter(({ resource, operation }) => `${resource}.${operation}`.includes(ONLY));

describe.each(FORMS)('With %d items', (items) => {
	it.each(places)('$resource $operation is never done twice, nor without a word', async (place) => {
		const expected = await laboratory.reference(place, items);
		if (expected === undefined) return void (cells[`${place.resource}.${place.operation} ${items}`] = {});
		const row: Record<string, Verdict> = {};
		for (const [name, action] of Object.entries(FAULTS))
			row[name] = await laboratory.trial(place, items, action, expected);
		cells[`${place.resource}.${place.operation} ${items}`] = row;
		const wrong = Object.entries(row).filter(([, verdict]) => ['1', 'p', 'D', 'lost'].includes(verdict));
		expect(wrong).toEqual([]);
	});
});
