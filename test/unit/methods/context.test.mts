import { currentParameters } from '../../../nodes/ServiceNowPlatform/methods/context.ts';
import { resolveOutput } from '../../../nodes/ServiceNowPlatform/properties/output/output.ts';
import { N8n } from '../../support/n8n/n8n.mts';
import { drive } from '../support/table.mts';

const parameters = (values: Record<string, unknown>) => currentParameters(new N8n().loadOptions(values as never));

describe('What is entered at the moment', () => {
	it('is read like the parameters of a run', () => {
		const item = parameters({ resource: 'incident', limit: 7, options: { sysparm_view: 'mobile' } });
		expect(item.text('resource')).toBe('incident');
		expect(item.count('limit', 'Limit')).toBe(7);
		expect(item.collection('options')).toEqual({ sysparm_view: 'mobile' });
		expect([item.text('missing'), item.input, item.timeZone]).toEqual(['', {}, 'UTC']);
	});

	it('has all that an operation asks of them', () => {
		const item = parameters({ output: 'raw' });
		const { query } = drive(resolveOutput(item, 'incident'), () => {
			throw new Error('Nothing is asked for a known table');
		});
		expect(query).toEqual({ sysparm_display_value: 'false', sysparm_exclude_reference_link: 'true' });
	});
});
