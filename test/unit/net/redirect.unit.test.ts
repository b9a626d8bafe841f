import assert from "node:assert/strict";
import { movedApi } from "../../../src/net/redirect";

const FROM = "https://redcap.example.edu/api/";

describe("a redirect of an API request", () => {
  for (const [location, moved] of [
    ["https://new.example.edu/api/", "https://new.example.edu/api/"],
    ["https://new.example.edu/redcap/api/", "https://new.example.edu/redcap/api/"],
    ["/redcap/api/", "https://redcap.example.edu/redcap/api/"],
    ["//new.example.edu:8443/api", "https://new.example.edu:8443/api"],
    ["http://redcap.example.edu/api/", "http://redcap.example.edu/api/"],
  ] as const)
    it(`to ${location} is a new address`, () => {
      assert.equal(movedApi(location, FROM), moved);
    });

  for (const location of [
    "https://idp.example.edu/idp/profile/SAML2/Redirect/SSO?SAMLRequest=fZJ&RelayState=x",
    "https://sso.example.edu/cas/login?service=https%3A%2F%2Fredcap.example.edu%2Fapi%2F",
    "https://login.microsoftonline.com/common/oauth2/v2.0/authorize?client_id=1&response_type=code",
    "https://hospital.okta.com/app/redcap/api/",
    "https://new.example.edu/api/?SAMLRequest=fZJ",
    "https://new.example.edu/api/?redirect_uri=https%3A%2F%2Fredcap.example.edu%2Fapi%2F",
    "https://new.example.edu/api/?token=1",
    "https://new.example.edu/api/#/login",
    "https://new.example.edu/api/;jsessionid=1",
    "https://login.example.edu/api/",
    "https://sso2.example.edu/redcap/api/",
    "https://auth-prod.example.edu/redcap/api/",
    "https://new.example.edu/adfs/ls/api/",
    "https://new.example.edu/realms/hospital/api/",
    "https://new.example.edu/Shibboleth.sso/api/",
    "https://me:secret@new.example.edu/api/",
    "https://portal.example.edu/",
    "https://portal.example.edu/login.php",
    "/Shibboleth.sso/Login?target=/api/",
    "/login",
    "/my.policy",
    "https://",
    "javascript:alert(1)//api/",
    "?next=/api/",
  ])
    it(`to "${location}" is never a new address`, () => {
      assert.equal(movedApi(location, FROM), undefined);
    });
});
