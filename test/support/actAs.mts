import type { Stage } from './instance.mts';

/** Signs n8n in anew, as another user of the instance. */
export async function actAs(stage: Stage, user_name: string, client = 'Client credentials'): Promise<void> {
	const { store } = stage.emulator;
	const [entity, user] = [store.one('oauth_entity', { name: client }), store.one('sys_user', { user_name })];
	if (entity?.sys_id === undefined || user?.sys_id === undefined) throw new Error(`No client "${client}" or user`);
	store.put('oauth_entity', { sys_id: entity.sys_id, user: user.sys_id });
	await stage.n8n.signIn(stage.clientCredentials(client));
}

/** The same as the administrator, who may read and write everything. */
export async function actAsAdmin({ emulator, n8n }: Stage): Promise<void> {
	const admin = emulator.ready.users.find(({ roles }) => roles.includes('admin'));
	if (admin === undefined) throw new Error('The seed has no administrator');
	const data = { instance: emulator.url, method: 'basic', username: admin.user_name, password: admin.password };
	await n8n.signIn(data, 'serviceNowPlatformApi');
}
