/** Hosts and folders where people sign in: words that stand for the whole name, or before a number or a hyphen. */
const SIGN_IN =
  /^(?:login|logon|sign-?in|signon|sso|idp|sts|adfs|auth[nz]?|cas|saml|oauth|oidc|openid|shib\w*|simplesaml\w*|realms|accounts?|identity|keycloak|wayf|mfa|duo)(?:[\d.-].*)?$/i;
const PROVIDERS =
  /(?:^|\.)(?:microsoftonline|okta|oktapreview|auth0|onelogin|duosecurity|pingone|pingidentity|incommon|google)\.[a-z.]+$/i;

/**
 * Where a redirect of an API request says that the API stands now. Undefined for everything else, so that no page where
 * people sign in is taken for a new address: the API has its own folder, and asks nothing in its address.
 */
export function movedApi(location: string, from: string): string | undefined {
  if (!URL.canParse(location, from)) return undefined;
  const { hostname, pathname, href } = new URL(location, from);
  const [first = ""] = hostname.split(".");
  const asks = !/^https?:\/\/[^?#;@]*$/.test(href);
  const signsIn = [first, ...pathname.split("/")].some((part) => SIGN_IN.test(part)) || PROVIDERS.test(hostname);
  return /\/api\/?$/i.test(pathname) && !asks && !signsIn ? href : undefined;
}
