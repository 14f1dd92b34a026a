import { apiPath } from '../../../../nodes/ServiceNowPlatform/domain/api/request';
import { Readable } from 'node:stream';
import type { ApiRequest } from '../../../../nodes/ServiceNowPlatform/domain/api/request.ts';
import { openConnection } from '../../../../nodes/ServiceNowPlatform/transport/sending/connection.ts';
import type { Content } from '../../../../nodes/ServiceNowPlatform/transport/sending/http.ts';
import { type Answer, answered, FakeContext, networkError, notAuthenticated, token } from '../../support/context.mts';
import { failure, rejection } from '../../support/failures.mts';
import { hurried, stopTimers } from '../../support/hurried.mts';

const post: ApiRequest = { method: 'POST', path: apiPath`/api/now/attachment/file` };
const get: ApiRequest = { method: 'GET', path: apiPath`/api/now/attachment/1/file`, headers: { Accept: '*/*' } };
const lost = networkError('ECONNRESET');
const stored = answered(201, { result: { sys_id: '1' } });
const arrived = { status: 201, headers: {}, body: { result: { sys_id: 'found' } } };
const refused = answered(403, { error: { message: 'no' } });
const fileOf = (text: string) => answered(200, Readable.from([text]), { 'content-disposition': 'a.txt' });

beforeEach(stopTimers);
afterEach(() => void jest.useRealTimers());

function scripted(...answers: Array<Answer | Error>): FakeContext {
	return new FakeContext({
		token: token('old', 100_000),
		answer: (_, nth) => answers[nth - 1] ?? answers.at(-1) ?? answered(200),
	});
}

const connectionOf = async ({ context }: FakeContext) => await openConnection(context, 'serviceNowPlatformOAuth2Api');
const open = async () => Buffer.from('content');
const nowhere = async () => undefined;

describe('An upload', () => {
	const upload = async (
		n8n: FakeContext,
		find: () => Promise<typeof arrived | undefined>,
		begin: () => Promise<Content> = open,
	) => await hurried((await connectionOf(n8n)).upload(post, { open: begin, find }));

	it('whose answer was lost is looked for, and not sent again if it is there', async () => {
		const n8n = scripted(lost);
		expect(await upload(n8n, async () => arrived)).toBe(arrived);
		expect(n8n.requests).toHaveLength(1);
	});

	it('whose answer was lost is sent again from its beginning if it is not there', async () => {
		const n8n = scripted(lost, stored);
		const begin = jest.fn(open);
		expect((await upload(n8n, nowhere, begin)).status).toBe(201);
		expect(begin).toHaveBeenCalledTimes(2);
	});

	it('is looked for once more when the second attempt is refused: the first one may have come late', async () => {
		const find = jest.fn().mockResolvedValueOnce(undefined).mockResolvedValueOnce(arrived);
		expect(await upload(scripted(lost, refused), find)).toBe(arrived);
	});

	it('is not sent again when nobody knows whether it is there', async () => {
		const n8n = scripted(lost, stored);
		const find = async () => await Promise.reject(failure('forbidden'));
		expect(await rejection(upload(n8n, find))).toMatchObject({ kind: 'lost' });
		expect(n8n.requests).toHaveLength(1);
	});

	it('that was refused is neither looked for nor sent again', async () => {
		const n8n = scripted(refused, stored);
		const find = jest.fn(nowhere);
		expect(await rejection(upload(n8n, find))).toMatchObject({ kind: 'forbidden' });
		expect([find.mock.calls.length, n8n.requests.length]).toEqual([0, 1]);
	});

	it('is read from its beginning when the token had to be renewed', async () => {
		const n8n = scripted(notAuthenticated, stored);
		const begin = jest.fn(open);
		expect((await upload(n8n, nowhere, begin)).status).toBe(201);
		expect([begin.mock.calls.length, n8n.renewals]).toEqual([2, 1]);
	});

	it('leaves no stream open behind it, whatever became of the request', async () => {
		const opened: Readable[] = [];
		const begin = async () => {
			const stream = Readable.from(['content']);
			opened.push(stream);
			return stream;
		};
		await upload(scripted(lost, stored), nowhere, begin);
		expect(opened.map(({ destroyed }) => destroyed)).toEqual([true, true]);
	});

	it('of a file that cannot be read fails as such, at once', async () => {
		const n8n = scripted(stored);
		const gone = new Error('ENOENT: no such file');
		expect(await rejection(upload(n8n, nowhere, async () => await Promise.reject(gone)))).toBe(gone);
		expect(n8n.requests).toHaveLength(0);
	});
});

describe('A download', () => {
	const download = async <Result,>(n8n: FakeContext, take: (content: Readable) => Promise<Result>) =>
		await hurried((await connectionOf(n8n)).download(get, async ({ content }) => await take(content)));
	const text = async (content: Readable) => String(Buffer.concat(await content.map(Buffer.from).toArray()));

	it('hands the content over as a stream', async () => {
		expect(await download(scripted(fileOf('content')), text)).toBe('content');
	});

	it('is begun again when what takes it finds it wanting', async () => {
		const take = jest.fn().mockRejectedValueOnce(failure('lost')).mockImplementation(text);
		expect(await download(scripted(fileOf('half'), fileOf('whole')), take)).toBe('whole');
	});

	it('is not begun again for trouble on this side', async () => {
		const full = new Error('ENOSPC: no space left on device');
		const n8n = scripted(fileOf('content'));
		expect(await rejection(download(n8n, async () => await Promise.reject(full)))).toBe(full);
		expect(n8n.requests).toHaveLength(1);
	});

	it.each([
		['a refusal', 403, '{"error":{"message":"no"}}', {}, 'forbidden'],
		['a page', 200, '<html><title>Log in</title></html>', { 'content-type': 'text/html' }, 'login-page'],
		['nothing', 204, '', {}, 'not-json'],
	])('takes %s for no file', async (_, status, body, headers, kind) => {
		const n8n = new FakeContext({
			token: token('old', 100_000),
			answer: () => answered(status, Readable.from(body === '' ? [] : [body]), headers),
		});
		const take = jest.fn(text);
		expect(await rejection(download(n8n, take))).toMatchObject({ kind });
		expect(take).not.toHaveBeenCalled();
	});
});
