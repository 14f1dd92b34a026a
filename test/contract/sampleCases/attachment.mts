import type { SampleCase, SampleContext, Sent } from '../sampleReplay.mts';

const TARGET = 'd71f7935c0a8016700802b64c67c11c6';

/** Uploads a file; the documented path then names it. */
async function upload({ instance, give, sample }: SampleContext): Promise<Sent> {
	give('incident', TARGET, { short_description: 'has a file' });
	const query = `table_name=incident&table_sys_id=${TARGET}&file_name=blocks.txt`;
	const answer = await instance.call(`/api/now/attachment/file?${query}`, {
		method: 'POST',
		body: Buffer.from('content'),
		headers: { 'content-type': 'text/plain' },
	});
	return { path: sample.path.replace(/[0-9a-f]{32}/, answer.json().result.sys_id ?? '') };
}

async function withAttribute(context: SampleContext): Promise<Sent> {
	const sent = await upload(context);
	const path = String(sent.path).replace(/\/attributes.*/, '/attributes');
	await context.instance.call(path, { method: 'POST', body: { key: 'example_key', value: 'example_value' } });
	return sent;
}

export const attachmentCases: Record<string, SampleCase> = {
	'attachment-01': { prepare: upload },
	'attachment-02': { prepare: withAttribute },
	'attachment-04': {
		async prepare(context) {
			await upload(context);
		},
		check(answer) {
			expect(answer.json<{ result: object[] }>().result).toHaveLength(1);
		},
	},
	'attachment-05': { prepare: upload },
	'attachment-07': {
		prepare: withAttribute,
		check(answer, { sample }) {
			expect(answer.json()).toEqual(sample.answer);
		},
	},
	'attachment-08': {
		prepare: upload,
		check(answer) {
			expect([answer.text, answer.headers['content-type']]).toEqual(['content', 'text/plain']);
		},
	},
	'attachment-10': {
		prepare: upload,
		check(answer, { sample }) {
			expect(answer.json()).toEqual(sample.answer);
		},
	},
	'attachment-11': {
		prepare({ give }) {
			give('incident', TARGET, { short_description: 'gets a file' });
			return { body: Buffer.from('a picture') };
		},
		check(answer) {
			const { sys_id = '', ...metadata } = answer.json().result;
			expect(answer.headers.location).toMatch(new RegExp(`/api/now/attachment/${sys_id}/file$`));
			expect(metadata).toMatchObject({
				table_sys_id: TARGET,
				file_name: 'Issue_screenshot',
				content_type: 'image/jpeg',
			});
		},
	},
	'attachment-13': {
		prepare: withAttribute,
		check(answer, { sample }) {
			expect(answer.json()).toEqual(sample.answer);
		},
	},
};
