/** Has a fake answer what a page asks its shop, faults included. */
export async function answerFor(page, fake) {
  const isForShop = ({ origin, pathname }) =>
    origin === fake.origin && /^\/(?:api|oauth2)\//.test(pathname);
  await page.route(isForShop, async (route) => {
    const request = route.request();
    try {
      const response = await fake.fetch(request.url(), {
        method: request.method(),
        headers: await request.allHeaders(),
        body: request.postData(),
      });
      const { status } = response;
      const headers = Object.fromEntries(response.headers);
      await route.fulfill({ status, headers, body: await response.text() });
    } catch {
      await route.abort('connectionreset'); // a fault cut the connection
    }
  });
}
