namespace Dashboard.EndToEnd.Support;

/// <summary>What a <see cref="Provider"/> can be told to do wrong.</summary>
public enum Mischief
{
    None,
    WrongIssuer,
    WrongAudience,
    Expired,
    Unsigned,
    SignatureLeftOut,
    SignedWithAnotherKey,
    SignedWithTheClientSecret,
    NonceOfAnotherSignIn,
    NoSubject,
    ChangedAfterSigning,
    Denied,
    TokenEndpointFails,
}
