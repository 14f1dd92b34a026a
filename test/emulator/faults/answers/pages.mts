import { hibernationPage, loginPage } from '../../http/pages.mts';
import { aFlag, optional } from '../fields.mts';
import { instead, kind } from '../kind.mts';

const fields = { work: optional(aFlag) };

export const hibernation = kind<'hibernation'>({
	fields,
	start: (action) => instead(() => hibernationPage(), action, true),
});

export const login = kind<'login-page'>({ fields, start: (action) => instead(() => loginPage(), action) });
