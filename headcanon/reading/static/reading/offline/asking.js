// Asking the archive, which may not be there.
export class Away extends Error {}

export const ask = async (address, options = {}) => {
  try {
    return await fetch(address, { credentials: "same-origin", cache: "no-store", redirect: "error", ...options });
  } catch {
    throw new Away();
  }
};
