(() => {
	const isRed = (color) => {
		const [red = 0, green = 0, blue = 0, alpha = 1] = (color.match(/[\d.]+/g) ?? []).map(Number);
		return red > 180 && green < 80 && blue < 100 && alpha > 0.2;
	};
	const isShown = (element) => element.getClientRects().length > 0 && !element.closest('[aria-hidden="true"]');
	const wordsOf = (element) =>
		[...element.childNodes]
			.filter(({ nodeType }) => nodeType === Node.TEXT_NODE)
			.map(({ textContent }) => textContent.trim())
			.join('');
	return [...document.querySelectorAll('body *')].filter(isShown).flatMap((element) => {
		const [style, words] = [getComputedStyle(element), wordsOf(element)];
		const isMarked = isRed(style.backgroundColor) || (style.borderTopWidth !== '0px' && isRed(style.borderTopColor));
		const isWritten = words !== '' && words !== 'null' && isRed(style.color);
		return isMarked || isWritten ? [words || element.outerHTML.slice(0, 100)] : [];
	});
})();
