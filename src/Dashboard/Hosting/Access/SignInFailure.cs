namespace Dashboard.Hosting.Access;

/// <summary>Why signing in at the provider came to nothing; the sign-in page has a sentence for each.</summary>
public enum SignInFailure
{
    /// <summary>The provider refused the person, or the person changed their mind.</summary>
    Denied,

    /// <summary>What came back does not belong to a sign-in that this browser began here, or not any more.</summary>
    State,

    /// <summary>The provider does not answer.</summary>
    Unreachable,

    /// <summary>The provider's word is not good: signature, issuer, audience, time, nonce.</summary>
    Token,

    /// <summary>The provider does not accept the dashboard: wrong client secret, or a code that was used before.</summary>
    Refused,
}
