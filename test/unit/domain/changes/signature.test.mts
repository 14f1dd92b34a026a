import { Doorkeeper, signatureOf } from '../../../../nodes/ServiceNowPlatform/domain/changes/bell/signature.ts';

const SECRET = Buffer.alloc(32, 7).toString('base64');
const NOW = 1_800_000_000;
const ring = (nonce: string, { time = NOW, secret = SECRET } = {}) => {
	const body = Buffer.from(`{"v":1,"t":${time},"n":"${nonce}"}`);
	return { body, timestamp: String(time), signature: signatureOf(secret, String(time), body) };
};

describe('whoever rings', () => {
	it('is admitted with our signature, once', () => {
		const door = new Doorkeeper();
		expect(door.admits(ring('a'), SECRET, NOW)).toBe(true);
		expect(door.admits(ring('a'), SECRET, NOW)).toBe(false);
		expect(door.admits(ring('b'), SECRET, NOW + 299)).toBe(true);
	});

	it.each([
		['late', ring('a', { time: NOW - 301 })],
		['early', ring('a', { time: NOW + 301 })],
		['with another secret', ring('a', { secret: Buffer.alloc(32).toString('base64') })],
		['with a shorter signature', { ...ring('a'), signature: 'v1=' }],
		['with another body', { ...ring('a'), body: Buffer.from('{}') }],
		['with a time that is none', { ...ring('a'), timestamp: 'now' }],
		['with three kilobytes', { ...ring('a'), body: Buffer.alloc(3_000) }],
	])('is not admitted %s', (_, forged) => {
		expect(new Doorkeeper().admits(forged, SECRET, NOW)).toBe(false);
	});

	it('is not admitted where there is no secret yet', () => {
		expect(new Doorkeeper().admits(ring('a', { secret: '' }), '', NOW)).toBe(false);
	});

	it('is remembered no longer than a ring could come again', () => {
		const door = new Doorkeeper();
		let admitted = 0;
		for (let index = 0; index < 100_000; index++) {
			const time = NOW + Math.floor(index / 100);
			if (door.admits(ring(String(index), { time }), SECRET, time)) admitted++;
		}
		expect(admitted).toBe(100_000);
		expect(door.admits(ring('99999', { time: NOW + 999 }), SECRET, NOW + 999)).toBe(false);
	}, 60_000);

	it('is signed as the rule does it: HMAC-SHA256 with the decoded key over time and body', () => {
		expect(signatureOf('c2VjcmV0', '1', 'body')).toBe('v1=hCsk2Vdd7ktuxGC34699aDUB2E/mJ5ECNAeHx50uK6s=');
	});
});
