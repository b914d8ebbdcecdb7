import { useEffect, useState } from 'react';

const API = 'https://acme.genmystore.com/api/202412/inventory';

/** What is left of a variant, in a merchant's own tool. */
export function Stock({ variantId, token }) {
  const [text, setText] = useState('…');
  useEffect(() => {
    const headers = { 'X-Genstore-Access-Token': token };
    fetch(`${API}?variantIds=${variantId}`, { headers })
      .then((response) => response.json())
      .then(({ inventories }) => setText(`${inventories[0].available} left`))
      .catch(() => setText('Please come back later'));
  }, [variantId, token]);
  return <p>{text}</p>;
}
