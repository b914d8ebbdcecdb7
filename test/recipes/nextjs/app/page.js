import { takeUnits } from './actions.js';

export default async function Page({ searchParams }) {
  const { outcome = 'nothing yet' } = await searchParams;
  return (
    <form action={takeUnits}>
      <p>{outcome}</p>
      <input name="variantId" defaultValue="107362030756584" />
      <input name="locationId" defaultValue="50002" />
      <input name="units" defaultValue="2" />
      <button>Take</button>
    </form>
  );
}
