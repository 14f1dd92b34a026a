import { randomUUID } from 'node:crypto';
import jwt from 'jsonwebtoken';
import { accounts } from '../../emulator/seed/accounts.mts';
import { describeEmulator, useInstance } from '../instance.mts';
import { expectDenied, tokenOf } from './tokens.mts';

const instance = useInstance({ seed: 'empty' });

describeEmulator('JWT bearer', () => {
	const [rsa, ec] = accounts.jwt;
	type Signer = Omit<NonNullable<typeof rsa>, 'algorithm'> & { algorithm: jwt.Algorithm };

	function assertion({ client_id, private_key, algorithm, key_id, sub }: Signer, claims: object = {}): string {
		const now = Math.floor(instance.emulator.clock.now() / 1000);
		const standard = { iss: client_id, aud: client_id, sub, iat: now, exp: now + 60, jti: randomUUID() };
		return jwt.sign({ ...standard, ...claims }, private_key, { algorithm, keyid: key_id });
	}

	function signer(which: Signer | undefined): Signer {
		if (!which) throw new Error('The seed has no such JWT client');
		return which;
	}

	const exchange = (which: Signer, claims?: object) =>
		instance.token({
			grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
			client_id: which.client_id,
			client_secret: which.client_secret,
			assertion: assertion(which, claims),
		});

	// Documentation: create-jwt-endpoint; never a refresh token.
	it.each([
		['RSA', rsa],
		['elliptic curve', ec],
	])('accepts an assertion signed with %s', async (_family, which) => {
		const answer = await exchange(signer(which));
		expect(answer.status).toBe(200);
		expect(tokenOf(answer)).not.toHaveProperty('refresh_token');
	});

	it('accepts an assertion signed with a shared secret, and with no other', async () => {
		const { store } = instance.emulator;
		const { client_id } = signer(rsa);
		const shared_key = randomUUID();
		const oauth_jwt = store.one('oauth_jwt', { client_id })?.sys_id ?? '';
		store.put('jwt_verifier_map', { oauth_jwt, kid: 'shared', algorithm: 'HS', shared_key, active: 'true' });
		const shared = { ...signer(rsa), key_id: 'shared', algorithm: 'HS256' } as const;
		expect((await exchange({ ...shared, private_key: shared_key })).status).toBe(200);
		expectDenied(await exchange({ ...shared, private_key: randomUUID() }));
	});

	// Documentation: jwt-bearer-grant has the token endpoint as audience, create-jwt-endpoint the client id.
	it('accepts the token endpoint as audience', async () => {
		expect((await exchange(signer(rsa), { aud: `${instance.url}/oauth_token.do` })).status).toBe(200);
	});

	it.each([
		['a foreign audience', { aud: 'somebody else' }],
		['a foreign issuer', { iss: 'somebody else' }],
		['an unknown subject', { sub: 'nobody' }],
		['an assertion expired beyond the skew', { exp: 1_000 }],
		['an assertion without jti', { jti: '' }],
	])('refuses %s', async (_what, claims) => {
		expectDenied(await exchange(signer(rsa), claims));
	});

	// Documentation: JTI verification is on by default, one exchange per assertion.
	it('refuses the same assertion twice', async () => {
		const claims = { jti: randomUUID() };
		expect((await exchange(signer(rsa), claims)).status).toBe(200);
		expectDenied(await exchange(signer(rsa), claims));
	});
});
