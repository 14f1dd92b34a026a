import { useInstance } from '../instance.mts';

const PATH = '/api/now/tinyurl';
const instance = useInstance({ seed: 'empty' });

/** Read off pages of the platform that call it: GlideNavigation, the data table widget, the list of the new UI. */
describe('a tiny URL', () => {
	it('stands for the parameters of a page', async () => {
		const query = 'active=true^short_descriptionLIKEa&b?c';
		const url = `incident_list.do?sysparm_query=${encodeURIComponent(query)}&sysparm_view=ess`;
		const made = await instance.call(PATH, { method: 'POST', body: { url } });
		expect(made.status).toBe(200);
		const { result } = made.json<{ result: string }>();
		expect(result).toMatch(/^incident_list\.do\?sysparm_tiny=[0-9a-f]{32}$/);
		const read = await instance.call(`${PATH}/${result.split('=')[1] ?? ''}`);
		expect(read.json()).toEqual({ result: { sysparm_query: query, sysparm_view: 'ess' } });
	});

	it('keeps the address that it was made of', async () => {
		const url = `${instance.url}/nav_to.do?uri=incident.do`;
		const { result } = (await instance.call(PATH, { method: 'POST', body: { url } })).json<{ result: string }>();
		expect(result.startsWith(`${instance.url}/nav_to.do?sysparm_tiny=`)).toBe(true);
	});

	it('is 404 where there is none of the id', async () => {
		expect((await instance.call(`${PATH}/${'0'.repeat(32)}`)).status).toBe(404);
	});

	it('is not made of nothing', async () => {
		expect((await instance.call(PATH, { method: 'POST', body: {} })).status).toBe(400);
	});
});
