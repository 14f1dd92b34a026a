import type { Answer } from '../instance.mts';
import type { SampleCase, SampleContext, Sent } from '../sampleReplay.mts';

const SPAM = '0b48fd75474321009db4b5b08b9a71c2';

const resultOf = (answer: Answer): Record<string, unknown> => answer.json<{ result: Record<string, unknown> }>().result;

async function attached({ instance, sample }: SampleContext): Promise<Sent> {
	const query = `table_name=kb_knowledge&table_sys_id=${SPAM}&file_name=a.txt`;
	const answer = await instance.call(`/api/now/attachment/file?${query}`, {
		method: 'POST',
		body: Buffer.from('content'),
		headers: { 'content-type': 'text/plain' },
	});
	return { path: sample.path.replace(/[0-9a-f]{32}$/, answer.json().result.sys_id ?? '') };
}

/** Import sets, mail, knowledge. */
export const recordCases: Record<string, SampleCase> = {
	'import-set-01': {
		async prepare({ instance, store, sample }) {
			const body = { user_id: 'john.sample', first_name: 'John', last_name: 'Sample' };
			await instance.call('/api/now/import/imp_user', { method: 'POST', body });
			const [row] = store.find('imp_user', { user_id: 'john.sample' });
			return { path: sample.path.replace(/[0-9a-f]{32}$/, row?.sys_id ?? '') };
		},
		check(answer) {
			expect(resultOf(answer)).toMatchObject([{ status: 'inserted', display_value: 'John Sample' }]);
		},
	},
	'import-set-02': {
		check(answer) {
			expect(resultOf(answer)).toMatchObject([{ status: 'inserted', display_value: 'John Public' }]);
		},
	},
	'import-set-03': {},
	'email-01': {
		async prepare({ instance, sample }) {
			const body = { to: ['user1@example.com'], headers: { 'X-ServiceNow-Source': 'Notification' } };
			const answer = await instance.call('/api/now/email', { method: 'POST', body });
			return { path: sample.path.replace(/[0-9a-f]{32}$/, answer.json().result.id ?? '') };
		},
		conflicts: { 'X-ServiceNow-SysEmail-Version': 'the page’s message is a notification; these are its own headers' },
	},
	'email-02': {
		prepare({ store, sample }) {
			const table_record_id = store.find('incident', {})[0]?.sys_id ?? '';
			return { body: { ...(sample.body as object), table_record_id } };
		},
	},
	'knowledge-01': { prepare: () => ({ headers: { Accept: 'application/json' } }) },
	'knowledge-02': {
		prepare: attached,
		check(answer) {
			expect([answer.text, answer.headers['content-type']]).toEqual(['content', 'text/plain']);
		},
	},
	// The page's answer lacks a quotation mark; these are its keys.
	'knowledge-04': {
		async prepare(context) {
			await attached(context);
		},
		check(answer) {
			const { attachments, ...article } = resultOf(answer);
			expect(Object.keys(article).sort()).toEqual(
				[
					'content',
					'display_attachments',
					'embedded_content',
					'number',
					'short_description',
					'sys_id',
					'template',
				].sort(),
			);
			expect(article).toMatchObject({ sys_id: SPAM, template: false, display_attachments: true });
			expect(attachments).toContainEqual({
				sys_id: expect.any(String),
				file_name: 'a.txt',
				size_bytes: '7',
				state: 'available_conditionally',
			});
		},
	},
	// The page leaves the API's own part of the path out.
	'knowledge-05': {
		prepare: ({ sample }) => ({ path: sample.path.replace('/knowledge/', '/knowledge/articles/') }),
	},
};
