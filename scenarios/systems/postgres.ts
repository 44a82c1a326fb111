// What a psql needs.
export const psqlNeeds = { psql: 'postgresql-client-15' }
