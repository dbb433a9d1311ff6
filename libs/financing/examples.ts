/**
 * What /docs fills in: the co-production of the demo, in which groups of consumers financed new citrus and avocado groves.
 * The ids are those that its import gets, since an id follows from the key of the command that made the thing. So an
 * operation can be tried as it stands on a server that has run the demo.
 */
export const examples = {
  coProductionId: '1b596091-fa7c-5358-9438-b4e7b368c738',
  /** Consorzio Terra Nova, who holds the money. */
  consortiumId: 'f2e44716-76a5-5b68-9fa3-f68eb876ad04',
  producerId: 'f4ed8e44-395c-521d-a41f-21b06e6a35ad',
  secondProducerId: '69cd9dae-6f8a-5c31-90d9-ea9029a3606c',
  thirdProducerId: '26081c94-2277-530f-b0f0-8f1b3897e547',
  auditorId: 'eae1fad8-b2fd-5098-8b5e-3ac20e9349e7',
  networkId: 'c33a2c07-4efa-5670-969b-f750710eed0d',
  /** Groupement Grenoble. */
  groupId: '62bb06d8-cae7-56f8-94d3-6d747591999a',
  /** Its referent. */
  personId: '7c644d7a-7637-5951-8904-1f673ef1311c',
  /** P001: EUR 510.00 of the Groupement Grenoble. */
  pledgeId: 'b1ae2682-cd97-502b-88c1-8fadf8bb9928',
  pledge: 51_000,
  /** D051: of the first producer to the Groupement Grenoble. */
  deliveryId: 'b561bafe-8153-5def-8e80-bb4932c88500',
  eventId: '2479bb81-c4c9-5218-8cbe-bd27dde4a830',
  commandId: 'e7e67e9d-c1ce-5212-82c6-78582b635469',
  requestId: '018f3b6e-7c2a-7d10-9f4e-5a6b7c8d9e10',
  title: 'Barbajanni: planting and watering new citrus and avocado groves',
  season: '2020/21',
  /** EUR 13,430.49, the first tranche to the first producer. */
  tranche: 1_343_049,
  position: '1',
} as const;
