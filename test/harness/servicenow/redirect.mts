import type { Instance } from './instance.mts';

/** Lets the OAuth applications of the emulator come back to an n8n on any port; they have 5678 registered. */
export async function allowRedirect(instance: Instance, n8nUrl: string): Promise<void> {
	for (const { sys_id, redirect_url } of await instance.rows('oauth_entity', 'redirect_urlISNOTEMPTY')) {
		const urls = new Set(String(redirect_url).split(',')).add(`${n8nUrl}/rest/oauth2-credential/callback`);
		await instance.update('oauth_entity', String(sys_id), { redirect_url: [...urls].join(',') });
	}
}
