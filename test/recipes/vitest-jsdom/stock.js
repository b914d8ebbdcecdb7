import axios from 'axios';

const API = 'https://acme.genmystore.com/api/202412/inventory';

/** Shows how many units of a variant there are, by fetch. */
export async function show(element, token) {
  const headers = { 'X-Genstore-Access-Token': token };
  const response = await fetch(API, { headers });
  const { inventories, error } = await response.json();
  element.textContent = response.ok ? `${inventories[0].available} left` : error;
}

/** Writes a count down, by fetch. */
export async function count({ variantId, locationId }, onHand, token) {
  const response = await fetch(`${API}/${variantId}`, {
    method: 'PUT',
    headers: { 'X-Genstore-Access-Token': token, 'Content-Type': 'application/json' },
    body: JSON.stringify({ inventory: { locationId, onHand } }),
  });
  return response.status;
}

/** The same two by axios, which goes by XMLHttpRequest. */
export async function showByAxios(element, token) {
  const headers = { 'X-Genstore-Access-Token': token };
  const { data } = await axios.get(API, { headers, params: { limit: 10 } });
  element.textContent = `${data.inventories[0].available} left`;
}

export async function countByAxios({ variantId, locationId }, onHand, token) {
  const headers = { 'X-Genstore-Access-Token': token };
  const body = { inventory: { locationId, onHand } };
  return (await axios.put(`${API}/${variantId}`, body, { headers })).status;
}
