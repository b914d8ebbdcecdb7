import { expect, test } from '@playwright/test';

for (const [story, text] of [
  ['in-stock', '12 left'],
  ['ordered', '0 left'],
  ['out-of-order', 'Please come back later'],
]) {
  test(`the story ${story} shows "${text}"`, async ({ page }) => {
    await page.goto(`/iframe.html?id=stock--${story}&viewMode=story`);

    await expect(page.locator('#storybook-root p')).toHaveText(text);
  });
}
