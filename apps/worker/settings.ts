/** The environment says something that cannot be meant. */
export class SettingInvalid extends Error {
  override readonly name = 'SettingInvalid';
}

/** Whether this process is to do a work: `on` unless told; `off` leaves it to another. Throws SettingInvalid. */
export function isOn(variable: 'PROJECTIONS' | 'NOTARY', environment: NodeJS.ProcessEnv): boolean {
  const told = environment[variable] || 'on';
  if (told !== 'on' && told !== 'off')
    throw new SettingInvalid(`${variable} must be on or off, not "${told}".`);
  return told === 'on';
}
