namespace Dashboard.Aws;

/// <summary>What kind of no AWS gave. The pages put it in words.</summary>
public enum AwsFailure
{
    /// <summary>None of the others; the code and message say what.</summary>
    Unknown,

    /// <summary>The execution, machine, schedule… does not exist, or no longer.</summary>
    NotFound,

    /// <summary>Credentials are missing, expired or lack the permission.</summary>
    Denied,

    /// <summary>Too many calls; it was tried several times.</summary>
    Throttled,

    /// <summary>No answer, or none that could be read: network, endpoint or an outage.</summary>
    Unreachable,

    /// <summary>AWS refused what was asked as invalid.</summary>
    Refused,

    /// <summary>It changed since it was read, or it is being changed.</summary>
    Conflict,

    /// <summary>AWS took the change, and holds something else than was asked for.</summary>
    Otherwise,
}
