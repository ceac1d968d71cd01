/** Under which name the session is kept, for those who change what it says of the app. */
export const SESSION = ['session'] as const;
