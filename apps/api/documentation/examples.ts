/**
 * What /docs fills in: the co-production of the demo, in which groups of consumers financed new citrus and avocado groves.
 * Ids stand for whichever the server gave.
 */
export const examples = {
  coProductionId: '5b0e6c8e-6f0c-5c3f-9d57-0f6a3c1d2e11',
  consortiumId: 'c1a7f2d4-1b3e-5f60-8a9b-2c4d6e8f0a01',
  producerId: 'c1a7f2d4-1b3e-5f60-8a9b-2c4d6e8f0a02',
  secondProducerId: 'c1a7f2d4-1b3e-5f60-8a9b-2c4d6e8f0a03',
  thirdProducerId: 'c1a7f2d4-1b3e-5f60-8a9b-2c4d6e8f0a04',
  auditorId: 'c1a7f2d4-1b3e-5f60-8a9b-2c4d6e8f0a05',
  networkId: 'c1a7f2d4-1b3e-5f60-8a9b-2c4d6e8f0a06',
  groupId: 'a4f0c6b2-7d1e-5a38-b6c5-9e8d7f6a5b22',
  personId: 'e7d9b1f3-5a2c-4e48-9b06-3d1f5e7a9c01',
  pledgeId: '0d8f6a4c-2e1b-5d79-8c3a-7b5e9f1d3a01',
  deliveryId: '0d8f6a4c-2e1b-5d79-8c3a-7b5e9f1d3a02',
  eventId: '0d8f6a4c-2e1b-5d79-8c3a-7b5e9f1d3a03',
  commandId: '018f3b6e-7c2a-7d10-9f4e-5a6b7c8d9e0f',
  requestId: '018f3b6e-7c2a-7d10-9f4e-5a6b7c8d9e10',
  title: 'Barbajanni: planting and watering new citrus and avocado groves',
  season: '2019/20',
  /** EUR 510.00, the pledge P001 of the Groupement Grenoble. */
  pledge: 51_000,
  /** EUR 13,430.49, the first tranche to the first producer. */
  tranche: 1_343_049,
  position: '1042',
} as const;
