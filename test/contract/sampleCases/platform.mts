import type { SampleCase } from '../sampleReplay.mts';

interface BatchAnswer {
	serviced_requests: Array<{ id: string; body: string; status_code: number }>;
}

/** Aggregate, Batch and what goes wrong anywhere. */
export const platformCases: Record<string, SampleCase> = {
	'aggregate-01': {},
	'batch-01': {
		// The first request goes to a scripted API of the page's own instance.
		prepare({ sample }) {
			const text = JSON.stringify(sample.body);
			const url = '/api/now/table/sys_user?sysparm_fields=user_name&sysparm_limit=1';
			return { body: JSON.parse(text.replace('/api/global/user_role_inheritance', url)) };
		},
		check(answer) {
			const [first, , third] = answer.json<BatchAnswer>().serviced_requests;
			const textOf = (body = '') => Buffer.from(body, 'base64').toString();
			expect(textOf(first?.body)).toMatch(/^<\?xml version="1.0" encoding="UTF-8"\?><response><result>/);
			expect([third?.status_code, JSON.parse(textOf(third?.body)).result.urgency]).toEqual([201, '1']);
		},
	},
	'errors-01': {
		prepare: () => ({ as: undefined, headers: { Authorization: 'Bearer no-such-token' } }),
		check(answer, { sample }) {
			expect(answer.json()).toEqual(sample.answer);
		},
	},
	'errors-02': {
		prepare({ store }) {
			store.put('sys_rate_limit_rules', {
				name: 'sample',
				api: 'Table API',
				api_resource: 'GET /now/table/{tableName}',
				version: 'v2',
				type: 'All',
				active: 'true',
				request_limit: '0',
			});
		},
		check(answer, { store }) {
			expect(answer.json()).toMatchObject({ error: { message: 'Rate limit exceeded' } });
			for (const { sys_id = '' } of store.find('sys_rate_limit_rules', { name: 'sample' }))
				store.remove('sys_rate_limit_rules', sys_id);
		},
	},
	// The page names neither request nor status: any refusal will do.
	'errors-03': { prepare: () => ({ path: '/api/now/table/no_such_table' }), status: 400 },
};
