import type { INodeParameters } from 'n8n-workflow';
import type { Operations } from '../../../nodes/ServiceNowPlatform/actions/operation.ts';

/** What has been run in this test file, without an error. */
const ran = new Set<string>();

export function noteRan({ resource, operation }: INodeParameters): void {
	ran.add(`${String(resource)} ${String(operation)}`);
}

/**
 * The last word of a test file: these operations are tested here. `test/unit/nodeTests` demands that every operation is named so somewhere;
 * that it is true is a test itself, by what n8n has run until then.
 */
export function testsOf<Resource extends keyof Operations>(
	resource: Resource,
	...operations: Array<Operations[Resource]>
): void {
	it(`has run ${resource}: ${operations.join(', ')}`, () => {
		expect(operations.filter((operation) => !ran.has(`${resource} ${operation}`))).toEqual([]);
	});
}
